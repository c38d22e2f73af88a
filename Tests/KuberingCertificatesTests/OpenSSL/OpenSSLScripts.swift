// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Shell scripts that make every key and certificate the tests read, with the real openssl.
enum OpenSSLScripts {
    /// `openssl ca` is used throughout: it is the only way to set dates in every version of openssl.
    static let functions = #"""
        cat > ca.cnf <<'C'
        oid_section = oids
        [oids]
        kubernetesUid = 1.3.6.1.4.1.57683.2
        [req]
        distinguished_name = dn
        [dn]
        [ca]
        default_ca = own
        [own]
        new_certs_dir = .
        database = index.txt
        serial = serial
        default_md = sha256
        policy = any
        unique_subject = no
        [any]
        commonName = optional
        [client]
        basicConstraints = critical,CA:FALSE
        keyUsage = critical,digitalSignature,keyEncipherment
        extendedKeyUsage = clientAuth
        [bare]
        basicConstraints = critical,CA:FALSE
        [server]
        extendedKeyUsage = serverAuth
        [both]
        extendedKeyUsage = critical,serverAuth,clientAuth
        [any_use]
        extendedKeyUsage = anyExtendedKeyUsage
        [code]
        extendedKeyUsage = codeSigning,1.2.3.4
        [encipher]
        keyUsage = keyEncipherment
        extendedKeyUsage = clientAuth
        [unknown]
        1.2.3.4 = critical,ASN1:UTF8String:x
        [named]
        subjectAltName = DNS:jane.example,email:jane@example.org,URI:spiffe://x/y,IP:10.1.2.3,IP:2001:db8::1,dirName:other,RID:1.2.3.4
        [other]
        O = dev
        CN = jane
        [authority]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,digitalSignature,keyCertSign,cRLSign
        [short]
        basicConstraints = critical,CA:TRUE,pathlen:0
        [mute]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,digitalSignature
        [servers]
        basicConstraints = critical,CA:TRUE
        extendedKeyUsage = serverAuth
        [limited]
        basicConstraints = critical,CA:TRUE
        nameConstraints = critical,permitted;DNS:example
        [odd_authority]
        basicConstraints = critical,CA:TRUE
        1.2.3.4 = critical,ASN1:UTF8String:x
        C
        : > index.txt
        echo 01 > serial
        key() { # NAME ALGORITHM [OPTION]…
            name=$1; shift
            openssl genpkey -out "$name.key" -algorithm "$@" 2>/dev/null
        }
        curve() { # NAME CURVE
            key "$1" EC -pkeyopt ec_param_enc:named_curve -pkeyopt "ec_paramgen_curve:$2"
        }
        issue() { # NAME ISSUER|self KEY EXTENSIONS|- SUBJECT [START END [OPTION…]]
            name=$1; issuer=$2; key=$3; extensions=$4; subject=$5; start=${6:-20260101}; end=${7:-20360101}
            if [ $# -gt 7 ]; then shift 7; else shift $#; fi
            openssl req -config ca.cnf -new -utf8 -key "$key.key" -subj "$subject" -out "$name.csr"
            if [ "$issuer" = self ]; then set -- -selfsign -keyfile "$key.key" "$@"
            else set -- -keyfile "$(cat "$issuer.keyname").key" -cert "$issuer.crt" "$@"; fi
            [ "$extensions" = - ] || set -- -extfile ca.cnf -extensions "$extensions" "$@"
            openssl ca -config ca.cnf -batch -notext -preserveDN -in "$name.csr" -out "$name.crt" \
                -startdate "${start}000000Z" -enddate "${end}000000Z" "$@" 2>log || { cat log >&2; exit 1; }
            echo "$key" > "$name.keyname"
        }
        """#

    /// One key of each kind.
    static let keys = #"""
        curve p256 P-256
        curve p384 P-384
        curve p521 P-521
        curve p224 P-224
        curve k256 secp256k1
        curve ca P-256
        curve inter P-256
        curve stranger P-256
        key explicit EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit
        key ed25519 ED25519
        key ed448 ED448
        key x25519 X25519
        key rsa2048 RSA -pkeyopt rsa_keygen_bits:2048
        key rsa1024 RSA -pkeyopt rsa_keygen_bits:1024
        key rsa768 RSA -pkeyopt rsa_keygen_bits:768
        key pss RSA-PSS -pkeyopt rsa_keygen_bits:2048
        """#

    /// CAs, good and bad.
    static let authorities = #"""
        issue ca self ca authority /CN=kubernetes
        issue ca-anew self stranger authority /CN=kubernetes
        issue ca-other self stranger authority /O=other/CN=other
        issue ca-rsa self rsa2048 authority /CN=rsa
        issue ca-weak self rsa1024 authority /CN=weak
        issue ca-old self ca authority /CN=old 20200101 20210101
        issue ca-new self ca authority /CN=new 20300101 20360101
        issue ca-short self ca short /CN=short
        issue ca-mute self ca mute /CN=mute
        issue ca-servers self ca servers /CN=servers
        issue ca-limited self ca limited /CN=limited
        issue ca-odd self ca odd_authority /CN=odd
        issue ca-not self ca bare /CN=not
        issue ca-v1 self ca - /CN=v1
        issue inter ca inter authority /CN=inter
        issue inter2 inter p384 authority /CN=inter2
        issue inter-short ca-short inter authority /CN=inter-short
        issue inter-sha1 ca-rsa inter authority /CN=inter-sha1 20260101 20360101 -md sha1
        """#

    /// Client certificates, good and bad, all of the CA `kubernetes` unless it is about another.
    static let leaves = #"""
        issue jane ca p256 client /O=dev/O=ops/CN=jane
        issue expired ca p256 client /CN=jane 20200101 20210101
        issue future ca p256 client /CN=jane 20300101 20360101
        issue soon ca p256 client /CN=jane 20260101 20261201
        issue server ca p256 server /CN=jane
        issue both ca p256 both /CN=jane
        issue any-use ca p256 any_use /CN=jane
        issue code ca p256 code /CN=jane
        issue bare ca p256 bare /CN=jane
        issue encipher ca p256 encipher /CN=jane
        issue authority ca p256 authority /CN=jane
        issue unknown ca p256 unknown /CN=jane
        issue nobody ca p256 client /O=dev
        issue admin ca p256 client /O=system:masters/CN=root
        issue named ca p256 named /CN=jane
        issue named-limited ca-limited p256 named /CN=jane
        issue v1 ca p256 - /CN=jane
        issue self self p256 client /CN=jane
        issue utf8 ca p256 client '/O=Größe/CN=žena 日本'
        issue escape ca p256 client "/CN=$(printf 'ja\033[31mne')"
        issue odd ca p256 client '/C=DE/ST=a\/b/L=x/O=dev, Inc.+OU=#x/O= lead /CN=j\\ane "x" <y>;=/emailAddress=a@b.c/UID=u1/DC=example/kubernetesUid=7/serialNumber=9'
        issue far ca p256 client /CN=jane 19500101 99991231
        issue leap ca p256 client /CN=jane 20000229 20481231
        for key in p384 p521 p224 k256 explicit ed25519 ed448 rsa2048 rsa1024 pss; do
            issue "key-$key" ca "$key" client "/CN=$key"
        done
        issue sha1 ca-rsa p256 client /CN=jane 20260101 20360101 -md sha1
        issue md5 ca-rsa p256 client /CN=jane 20260101 20360101 -md md5
        issue sha512 ca-rsa p256 client /CN=jane 20260101 20360101 -md sha512
        issue by-pss ca-rsa p256 client /CN=jane 20260101 20360101 -sigopt rsa_padding_mode:pss
        for ca in anew other rsa weak old new short mute servers odd not v1; do
            issue "by-$ca" "ca-$ca" p256 client /CN=jane
        done
        issue by-inter inter p256 client /CN=jane
        issue by-inter2 inter2 p256 client /CN=jane
        issue by-inter-short inter-short p256 client /CN=jane
        issue by-inter-sha1 inter-sha1 p256 client /CN=jane
        openssl x509 -req -in jane.csr -CA ca.crt -CAkey ca.key -set_serial -5 -days 3650 -out negative.crt 2>/dev/null
        openssl x509 -req -in jane.csr -CA ca.crt -CAkey ca.key -set_serial 0 -days 3650 -out zero.crt 2>/dev/null
        """#
}
